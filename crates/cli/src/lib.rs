//! opc-cli.
