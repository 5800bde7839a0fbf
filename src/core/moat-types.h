/* Forward declarations, so that headers need not include one another.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _MoatPoint MoatPoint;
typedef struct _MoatRect MoatRect;
typedef struct _MoatPoints MoatPoints;
typedef struct _MoatList MoatList;

typedef struct _MoatField MoatField;
typedef struct _MoatKindInfo MoatKindInfo;

typedef struct _MoatState MoatState;
typedef struct _MoatRecord MoatRecord;
typedef struct _MoatChange MoatChange;
typedef struct _MoatChanges MoatChanges;
typedef struct _MoatDocument MoatDocument;
typedef struct _MoatZones MoatZones;
typedef struct _MoatRoute MoatRoute;

G_END_DECLS
