//! opc-api.
