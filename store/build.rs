//! A new migration has to be seen by `sqlx::migrate!`.

fn main() {
    println!("cargo:rerun-if-changed=../migrations");
}
