import JSONKit
import Testing

private struct Query: StrictlyDecodable, Equatable {
    enum Order: String, StrictChoice { case up, down }
    struct Sequence: StrictScalar, Equatable {
        static let expectation = "a sequence number"
        let number: Int
        init?(strict json: JSONValue) {
            guard let number = json.intValue, number >= 0 else { return nil }
            self.number = number
        }
    }
    var person: String
    var limit: Int?
    var hard: Bool?
    var order: Order?
    var after: Sequence?
    init(from reader: inout StrictReader) throws(StrictError) {
        person = try reader.required("as")
        limit = try reader.optional("limit", .within(1...100))
        hard = try reader.optional("hard")
        order = try reader.optional("order")
        after = try reader.optional("after")
    }
}

@Test func textsOfAQueryAreFlagsAndNumbers() throws {
    let query = try StrictReader.read(
        Query.self,
        fromQuery: [("as", "12"), ("limit", "7"), ("hard", "true"), ("order", "up"), ("after", "3")])
    #expect(query.person == "12")
    #expect(query.limit == 7)
    #expect(query.hard == true)
    #expect(query.order == .up)
    #expect(query.after?.number == 3)
    let bare = try StrictReader.read(Query.self, fromQuery: [("as", "ines"), ("limit", ""), ("hard", "")])
    #expect(bare.limit == nil)
    #expect(bare.hard == nil)
}

private let wrong: [(items: [(String, String)], message: String)] = [
    ([], "/as: is missing"),
    ([("as", "")], "/as: is missing"),
    ([("as", "a"), ("as", "b")], "/as: stands twice in the query"),
    ([("as", "a"), ("limit", "x")], "/limit: must be a whole number, but is another text"),
    ([("as", "a"), ("limit", "99999999999999999999")], "/limit: must be a whole number, but is another text"),
    ([("as", "a"), ("limit", "0")], "/limit: must be a whole number from 1 to 100, but is 0"),
    ([("as", "a"), ("hard", "yes")], "/hard: must be true or false, but is another text"),
    ([("as", "a"), ("order", "left")], #"/order: must be one of "up", "down", but is "left""#),
    ([("as", "a"), ("after", "-1")], #"/after: must be a sequence number, but is "-1""#),
    (
        [("as", "a"), ("limits", "1")],
        #"/limits: is not known here (did you mean "limit"?); what is known: as, limit, hard, order, after"#
    ),
]

@Test(arguments: wrong.indices)
func whatIsWrongInAQueryIsNamed(index: Int) {
    let items = wrong[index].items.map { (name: $0.0, value: $0.1) }
    let error = #expect(throws: StrictError.self) { try StrictReader.read(Query.self, fromQuery: items) }
    #expect(error?.message == wrong[index].message)
}
