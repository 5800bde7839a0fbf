/* A walk through a model as one HTML file, for those who were not there: every
 * step with its picture, readable without a script, to be walked through with
 * one.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_walk_html_format;

G_END_DECLS
