/* The life of a plan (see layout-plan.h).
 *
 * SPDX-License-Identifier: Apache-2.0
 */
#include "config.h"

#include "layout-plan.h"

static void
flow_clear (gpointer data)
{
  g_clear_pointer (&((MoatPlanFlow *) data)->corners, g_array_unref);
}

MoatPlan *
moat_plan_new (void)
{
  MoatPlan *plan = g_new0 (MoatPlan, 1);

  plan->things = g_array_new (FALSE, FALSE, sizeof (MoatThing));
  plan->zones = g_array_new (FALSE, FALSE, sizeof (MoatPlanZone));
  plan->flows = g_array_new (FALSE, FALSE, sizeof (MoatPlanFlow));
  plan->nodes = g_array_new (FALSE, FALSE, sizeof (MoatPlanNode));
  g_array_set_clear_func (plan->flows, flow_clear);

  return plan;
}

void
moat_plan_free (MoatPlan *plan)
{
  g_array_unref (plan->things);
  g_array_unref (plan->zones);
  g_array_unref (plan->flows);
  g_array_unref (plan->nodes);
  g_free (plan);
}
