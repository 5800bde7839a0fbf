/* A place for a widget that is made when it is first seen.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes its child, of the type "child-type", when it is shown; in a window that is about to be seen for the
 * first time after that.
 */
#define MOAT_TYPE_LAZY_BIN (moat_lazy_bin_get_type ())
G_DECLARE_FINAL_TYPE (MoatLazyBin, moat_lazy_bin, MOAT, LAZY_BIN, AdwBin)

G_END_DECLS
