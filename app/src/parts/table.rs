//! A table that becomes a stack of cards on a phone, each cell with its heading.

use leptos::prelude::*;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub label: String,
    pub numeric: bool,
    /// The head is there for screen readers only: ticks, actions.
    pub hidden: bool,
}

impl Column {
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            numeric: false,
            hidden: false,
        }
    }

    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }
}

#[derive(Debug, Default)]
pub struct Table {
    pub caption: String,
    /// The page's heading says it already.
    pub caption_hidden: bool,
    pub columns: Vec<Column>,
    /// As many cells as columns.
    pub rows: Vec<Vec<AnyView>>,
    /// Which column names its row; the first without more.
    pub row_head: usize,
}

pub fn table(table: Table) -> AnyView {
    shown(table, None)
}

/// One page of a list that has so many rows in all, which the table's `data-total` says.
pub fn page_of(total: u64, table: Table) -> AnyView {
    shown(table, Some(total))
}

fn shown(table: Table, total: Option<u64>) -> AnyView {
    let Table {
        caption,
        caption_hidden,
        columns,
        rows,
        row_head,
    } = table;
    let heads: Vec<AnyView> = columns
        .iter()
        .map(|column| {
            let class = column.numeric.then_some("num");
            let label = column.label.clone();
            if column.hidden {
                view! { <th scope="col" role="columnheader"><span class="vh">{label}</span></th> }
                    .into_any()
            } else {
                view! { <th scope="col" role="columnheader" class=class>{label}</th> }.into_any()
            }
        })
        .collect();
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|cells| {
            let cells: Vec<AnyView> = cells
                .into_iter()
                .zip(&columns)
                .enumerate()
                .map(|(i, (cell, column))| {
                    let class = column.numeric.then_some("num");
                    if i == row_head {
                        view! { <th scope="row" role="rowheader" class=class>{cell}</th> }
                            .into_any()
                    } else {
                        let label = (!column.hidden).then(|| column.label.clone());
                        view! { <td role="cell" class=class data-label=label>{cell}</td> }
                            .into_any()
                    }
                })
                .collect();
            view! { <tr role="row">{cells}</tr> }.into_any()
        })
        .collect();
    let hidden = caption_hidden.then_some("vh");
    view! {
        <table class="table" role="table" data-total=total>
            <caption><span class=hidden>{caption}</span></caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}
