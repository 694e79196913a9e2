import Foundation
import JSONKit
import Testing

private struct Person: WireObject {
    var name: String?
    var kind: Kind?
    var friends: [Person]?
    var extras: JSONObject = [:]
    static let members: WireMembers<Person> = [
        WireMember("name", \.name), WireMember("kind", \.kind, aliases: ["Kind"]), WireMember("friends", \.friends),
    ]
}

private struct Kind: OpenEnum {
    let rawValue: String
    init(rawValue: String) { self.rawValue = rawValue }
    static let user: Kind = "user"
}

@Test func unknownMembersAndNamesSurviveAtEveryLevel() throws {
    let text = #"{"name":"Ines","kind":"robot","friends":[{"name":"Bo","age":4}],"color":"red","none":null}"#
    let person = try Person(json: JSONValue(parsing: text))
    #expect(person.name == "Ines")
    #expect(person.kind == "robot")
    #expect(person.friends?.first?.extras == ["age": 4])
    #expect(person.json.text() == text)
    #expect(try JSONDecoder().decode(Person.self, from: Data(text.utf8)) == person)
    #expect(try JSONValue(parsing: Array(JSONEncoder().encode(person))) == person.json)
}

@Test func nullIsAbsentAndSurvivesUntilSet() throws {
    var person = try Person(json: ["name": nil])
    #expect(person.name == nil)
    #expect(person.json == ["name": nil])
    person.name = "Ines"
    #expect(person.json == ["name": "Ines"])
}

@Test func anAliasIsReadAndWrittenByItsOwnName() throws {
    #expect(try Person(json: ["Kind": "user"]).json == ["kind": "user"])
}

private let wrong: [(json: JSONValue, message: String)] = [
    (["name": 5], "name: expected a string, found a number"),
    (["friends": [["name": "Bo"], ["name": []]]], "friends[1].name: expected a string, found an array"),
    (["friends": [1]], "friends[0]: expected an object, found a number"),
    ("Ines", "expected an object, found a string"),
]

@Test(arguments: wrong)
private func aWrongValueIsNamedByItsPath(json: JSONValue, message: String) {
    let error = #expect(throws: WireError.self) { try Person(json: json) }
    #expect(error?.description == message)
}
