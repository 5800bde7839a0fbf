/* Diagrams of draw.io (diagrams.net): a file, a picture of its that carries
 * the file, or the bare XML of one page. Its format is mxGraph's:
 * https://www.drawio.com/doc/faq/diagram-source-edit
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_drawio_format;

G_END_DECLS
