#include "kernels/network/network_stage.hpp"
namespace gs::GS_BACKEND {
void NetworkStage::receive(World&) {}
void NetworkStage::ship(World&) {}
}
