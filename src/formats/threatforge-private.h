/* What the reader and the writer of .thf files share. Only threatforge-*.c
 * include it.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "states.h"
#include "threatforge.h"

G_BEGIN_DECLS

#define MOAT_THREATFORGE_NAME    "threatforge"
#define MOAT_THREATFORGE_HEADING "ThreatForge Threat Model"

/* The member of anything in the file that holds what ThreatForge has no field for; it passes over it. */
#define MOAT_THREATFORGE_OWN "moat"

/* Fields that go there. */
extern const char *const moat_threatforge_element_fields[];
extern const char *const moat_threatforge_flow_fields[];
extern const char *const moat_threatforge_boundary_fields[];
extern const char *const moat_threatforge_threat_fields[];

/* The kind of element that a type, and where it leaves that open a subtype and the name, mean. */
MoatElementType moat_threatforge_element_type (const char *type, const char *subtype, const char *name);

GBytes *moat_threatforge_write (MoatDocument *document,
                                const MoatExportOptions *options,
                                MoatReport *report,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
