#include "host/cli/command.hpp"

//! The program without its viewer.
int main(int argc, char** argv) { return gs::cli::main(argc, argv, gs::cli::without_viewer()); }
