//! opc-testkit.
