-- The monthly report counts the orders that were given and answered in a month, whatever state they are in now.
CREATE INDEX orders_by_time ON orders (at, case_id, seq);
CREATE INDEX orders_by_answer ON orders (answered_at) WHERE answered_at IS NOT NULL;
