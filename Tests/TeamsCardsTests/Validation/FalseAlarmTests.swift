import JSONKit
import TeamsCards
import TestSupport
import Testing

/// The sample cards in which the official validator finds nothing have no error here either, unless Teams itself does
/// not show them: those are listed by name, with the reason.
@Test func aCardThatTheOfficialValidatorFindsCleanHasNoError() throws {
    let published = PublishedCases("../Conformance/cards")
    let index = try published.json("index.json")["cards"]?.arrayValue ?? []
    let clean = Set(
        index.filter { $0["referenceEvents"]?.arrayValue?.isEmpty == true }.compactMap { $0["file"]?.stringValue })
    #expect(clean.count == 286)
    var failures: [String: String] = [:]
    for (name, json) in try publishedCards() where clean.contains(name) {
        let errors = CardValidator.issues(in: json, for: .bot).filter { $0.severity == .error }
        if !errors.isEmpty { failures[name] = errors.map(\.description).joined(separator: "; ") }
    }
    try published.judge(failures, prefix: "")
}
