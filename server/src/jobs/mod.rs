//! Background work: what has to happen without anybody asking.
