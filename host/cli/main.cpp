#include "host/cli/command.hpp"

int main(int argc, char** argv) { return gs::cli::main(argc, argv); }
