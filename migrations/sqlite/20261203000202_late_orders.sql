-- Scores ask for the orders whose time to answer ran out in a month, answered since or not.
CREATE INDEX orders_due ON orders (due_at, case_id, seq);
