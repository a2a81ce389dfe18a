#include "host/cli/command.hpp"
#include "viz/app/commands.hpp"

//! The program with its viewer: every command of host/cli, and these two.
int main(int argc, char** argv) { return gs::cli::main(argc, argv, {gs::viz::view_command(), gs::viz::render_command()}); }
