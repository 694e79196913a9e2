internal import JSONKit

extension APIComponents {
    /// What is answered about sources of events.
    static let sources: [(name: String, schema: JSONValue)] = [
        (
            "Source",
            APISchema.object(
                [
                    ("name", APISchema.text()),
                    ("kind", APISchema.choice(["kafka", "eventHubs", "postgres", "outbox"])),
                    ("state", APISchema.text("In words: reading, cannot connect, …")),
                    ("lag", APISchema.orNull("integer", "Events that wait to be read; null until that is known")),
                    ("lastEventAt", APISchema.orNull("string", "When the last event came, since the start")),
                    ("accepted", APISchema.whole("Notifications that came of events, since the start")),
                    ("repeated", APISchema.whole("Events whose notification was there already")),
                    ("skipped", APISchema.whole("Events for which `when` does not hold")),
                    ("rejected", APISchema.whole("Events of which nothing could be made")),
                ], optional: [("problem", APISchema.text("What is wrong"))])
        ),
        (
            "RejectedEvent",
            APISchema.object([
                ("at", APISchema.instant("When it was rejected")), ("reason", APISchema.text("Why")),
                ("event", ["description": "The event, as a text where it is no JSON or too long"]),
            ])
        ),
    ]
}
