internal import SQLCore

/// The table of events of which nothing could be made. Instants are whole milliseconds since 1970.
enum EventSchema {
    static let migrations = [
        Migration(
            "events/rejected",
            """
            CREATE TABLE rejected_event (
                source TEXT NOT NULL,
                place BIGINT NOT NULL,
                at BIGINT NOT NULL,
                reason TEXT NOT NULL,
                event TEXT NOT NULL,
                PRIMARY KEY (source, place)
            );
            """)
    ]
}
