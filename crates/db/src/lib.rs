//! opc-db.
