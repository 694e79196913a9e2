import JSONKit
import TestSupport
import Testing

private struct Node: StrictlyDecodable {
    var name: String?
    var list: [Node]
    var named: [String: Int]
    init(from reader: inout StrictReader) throws(StrictError) {
        name = try reader.optional("name")
        list = try reader.optional("list") ?? []
        named = try reader.optional("named") ?? [:]
    }
}

private let inputs: [(name: String, make: @Sendable (Int) -> String)] = [
    ("a list", { #"{"list":["# + Array(repeating: #"{"name":"a"}"#, count: $0).joined(separator: ",") + "]}" }),
    ("names", { #"{"named":{"# + (0..<$0).map { #""m\#($0)":1"# }.joined(separator: ",") + "}}" }),
    ("unknown members", { "{" + (0..<$0).map { #""m\#($0)":1"# }.joined(separator: ",") + "}" }),
    ("a long unknown name", { #"{""# + String(repeating: "a", count: $0) + #"":1}"# }),
    ("a long text", { #"{"name":""# + String(repeating: "é", count: $0) + #""}"# }),
    (
        "lists in lists",
        { count in
            let deep = String(repeating: #"{"list":["#, count: 100) + "{}" + String(repeating: "]}", count: 100)
            return #"{"list":["# + Array(repeating: deep, count: 1 + count / 100).joined(separator: ",") + "]}"
        }
    ),
]

@Test(arguments: inputs.indices)
func readingStrictlyIsLinear(index: Int) throws {
    try expectLinear(
        inputs[index].name, size: 512, of: { try JSONValue(parsing: inputs[index].make($0), maxDepth: 1000) }
    ) { json in
        _ = try? StrictReader.read(Node.self, from: json).list.count
    }
}

@Test func theItemsOfAQueryAreReadInLinearTime() {
    expectLinear(
        "items", size: 512, of: { count in (0..<count).map { (name: "m\($0)", value: "v") } }
    ) { items in
        _ = try? StrictReader.read(Node.self, fromQuery: items)
    }
}
