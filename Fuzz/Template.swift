import ExpressionKit

@testable import JSONKit
@testable import TeamsCards

/// A template of a stranger, filled with itself, becomes a card within its limits or an error; what it becomes is JSON.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTemplate(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let json = (try? JSONValue(parsing: bytes)) ?? .string(String(decoding: bytes, as: UTF8.self))
    guard let template = try? CardTemplate(json) else { return 0 }
    _ = template.missingNames(in: json)
    for data in [nil, json] {
        guard let result = try? template.expand(data, host: json, options: options) else { continue }
        precondition((try? JSONValue(parsing: result.card.serialized(), maxDepth: 300)) != nil, "the card is no JSON")
        for warning in result.warnings { _ = warning.description }
    }
    return 0
}

private let options = ExpansionOptions(
    environment: ExpressionEnvironment(limits: ExpressionLimits(nodes: 10_000, textBytes: 1 << 16, steps: 100_000)))
