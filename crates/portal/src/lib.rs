//! opc-portal.
