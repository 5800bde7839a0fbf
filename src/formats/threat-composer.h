/* AWS Threat Composer's workspaces (*.tc.json), read only.
 *
 * Source: schema 1 of the tool's workspace export, and what its files hold.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_threat_composer_format;

G_END_DECLS
