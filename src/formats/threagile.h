/* Threagile's YAML, read only: the model that a person writes, with what it
 * includes, and the parsed model that Threagile writes.
 *
 * Source of the format: https://github.com/Threagile/threagile, its schema and
 * demo models, version 1.0.0.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_threagile_format;

G_END_DECLS
