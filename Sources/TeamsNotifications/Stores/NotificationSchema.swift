internal import SQLCore

/// The tables of notifications. Instants are whole milliseconds since 1970.
enum NotificationSchema {
    static let migrations = [
        Migration("notifications/ledger", notifications + deliveries + smallThings)
    ]

    /// Those of everything that belongs to the engine.
    static let all = migrations + common

    /// Those in the SQL that SQLite and PostgreSQL share.
    static let common = EventSchema.migrations + RetentionSchema.migrations

    /// `open` counts the deliveries that still have work. `settling` says which rows do not yet have what the
    /// notification says of them already (see ``Settling``), and `settled` up to which place they have.
    private static let notifications = """
        CREATE TABLE notification (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            state TEXT NOT NULL,
            before_pause TEXT,
            created INTEGER NOT NULL,
            finished INTEGER,
            wakes INTEGER,
            occurrence INTEGER NOT NULL,
            occurs INTEGER,
            plan_cursor TEXT,
            version INTEGER NOT NULL,
            recalled INTEGER NOT NULL,
            not_planned TEXT,
            problem TEXT,
            category TEXT,
            priority INTEGER NOT NULL,
            guarantee TEXT NOT NULL,
            expires INTEGER,
            is_text INTEGER NOT NULL,
            recurs INTEGER NOT NULL,
            by_clock INTEGER NOT NULL,
            planned INTEGER NOT NULL DEFAULT 0,
            sending INTEGER NOT NULL DEFAULT 0,
            delivered INTEGER NOT NULL DEFAULT 0,
            failed INTEGER NOT NULL DEFAULT 0,
            skipped INTEGER NOT NULL DEFAULT 0,
            unknown INTEGER NOT NULL DEFAULT 0,
            open INTEGER NOT NULL DEFAULT 0,
            left_over TEXT,
            ends_as TEXT NOT NULL DEFAULT 'done',
            settling INTEGER NOT NULL DEFAULT 0,
            settled INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX notification_state ON notification (state);
        CREATE INDEX notification_recurs ON notification (number) WHERE recurs = 1;
        CREATE INDEX notification_wakes ON notification (wakes)
            WHERE wakes IS NOT NULL AND state IN ('scheduled', 'sending');
        CREATE INDEX notification_settling ON notification (number) WHERE settling <> 0;
        CREATE TABLE notification_request (number INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
        CREATE TABLE recipient_data (
            notification INTEGER NOT NULL, user TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (notification, user)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE idempotency (
            key TEXT PRIMARY KEY, digest TEXT NOT NULL, notification INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// `target` is unique among the deliveries of one occurrence; of a whole conversation it is the conversation's id,
    /// which is not written twice. It is found by `seat` (see ``Seats``): an index of the texts would be five times as
    /// large, and written all over. `chat` is a number made of the conversation's id without a thread. `begun` is when
    /// the request that is on the wire was begun. Only what failed, was skipped or is unknown has an index of its
    /// state: one of all states would be written twice for each message.
    private static let deliveries = """
        CREATE TABLE lane_work (
            id INTEGER PRIMARY KEY,
            notification INTEGER NOT NULL,
            tenant TEXT NOT NULL,
            priority INTEGER NOT NULL,
            eligible INTEGER NOT NULL,
            planned INTEGER NOT NULL DEFAULT 0,
            due INTEGER,
            UNIQUE (notification, tenant)
        ) STRICT;
        CREATE INDEX lane_work_open ON lane_work (tenant, priority, due) WHERE eligible = 1 AND due IS NOT NULL;
        CREATE TABLE delivery (
            place INTEGER PRIMARY KEY,
            notification INTEGER NOT NULL,
            occurrence INTEGER NOT NULL,
            lane INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            seat INTEGER NOT NULL,
            target TEXT NOT NULL,
            conversation TEXT,
            user TEXT,
            account TEXT,
            state INTEGER NOT NULL,
            work INTEGER,
            due INTEGER NOT NULL,
            by_clock INTEGER NOT NULL,
            version INTEGER NOT NULL DEFAULT 0,
            tries INTEGER NOT NULL DEFAULT 0,
            begun INTEGER,
            chat INTEGER,
            activity TEXT,
            code TEXT,
            attempts TEXT,
            read_at INTEGER,
            acted_at INTEGER
        ) STRICT;
        CREATE INDEX delivery_seat ON delivery (seat);
        CREATE INDEX delivery_notification ON delivery (notification);
        CREATE INDEX delivery_trouble ON delivery (notification, state)
            WHERE state = 3 OR state = 4 OR state = 5;
        CREATE INDEX delivery_work ON delivery (lane, due) WHERE work IS NOT NULL AND begun IS NULL;
        CREATE INDEX delivery_begun ON delivery (place) WHERE begun IS NOT NULL;
        CREATE INDEX delivery_message ON delivery (activity, chat) WHERE activity IS NOT NULL;
        CREATE INDEX delivery_unread ON delivery (chat)
            WHERE activity IS NOT NULL AND read_at IS NULL AND user IS NOT NULL;
        CREATE INDEX delivery_clock ON delivery (user) WHERE by_clock = 1 AND work IS NOT NULL;
        """

    private static let smallThings = """
        CREATE TABLE opted_out (
            person TEXT NOT NULL, category TEXT NOT NULL, PRIMARY KEY (person, category)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE store_check (place INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;
        CREATE TABLE pacing (scope TEXT PRIMARY KEY, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE small_value (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """
}
