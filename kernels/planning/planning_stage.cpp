#include "kernels/planning/planning_stage.hpp"
namespace gs::GS_BACKEND {
void PlanningStage::run(World&) {}
}
