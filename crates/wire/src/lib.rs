//! opc-wire.
