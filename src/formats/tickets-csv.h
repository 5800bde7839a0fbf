/* Tickets as comma-separated values for the importers of Jira, GitLab and
 * GitHub.
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "formats.h"

G_BEGIN_DECLS

extern const MoatFormat moat_tickets_csv_format;

G_END_DECLS
