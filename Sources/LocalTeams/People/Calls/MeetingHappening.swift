internal import JSONKit

/// `POST /meetings/{chat}/events`: somebody starts or ends a meeting, joins or leaves it.
struct MeetingHappening: StrictlyDecodable {
    let person: Handle
    let event: MeetingEvent

    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        event = try reader.required("event")
    }
}
