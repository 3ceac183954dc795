//! The pieces that pages are made of. Each has its style sheet of the same name in `style/parts/`.
//! A part takes the shell and plain values, and returns an `AnyView`.

pub mod act_form;
pub mod back_link;
pub mod breadcrumb;
pub mod button;
pub mod card;
pub mod case_no;
pub mod chart;
pub mod choice;
pub mod clock;
pub mod details;
pub mod empty;
pub mod error_summary;
pub mod fact_note;
pub mod fault;
pub mod field;
pub mod file_list;
pub mod form;
pub mod hero;
pub mod lamp;
pub mod notification;
pub mod pager;
pub mod panel;
pub mod process;
pub mod question;
pub mod search_box;
pub mod stand_in;
pub mod stat;
pub mod steps;
pub mod summary_list;
pub mod table;
pub mod tabs;
pub mod tag;
pub mod task_list;
pub mod time;
pub mod timeline;
