//! opc-core.
