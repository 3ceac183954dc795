-- Who gets the monthly report of what they oversee, and where it goes. sent_month is the month of the last report that
-- was sent or that they could already read when they subscribed: a job that runs twice sends one.
CREATE TABLE report_subscriptions (
    officer_id TEXT NOT NULL PRIMARY KEY,
    address_sealed BYTEA NOT NULL,
    locale TEXT NOT NULL,
    sent_month TEXT NOT NULL,
    since BIGINT NOT NULL
);
