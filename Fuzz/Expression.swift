import Foundation

@testable import ExpressionKit
@testable import JSONKit

/// An expression of a stranger has a value or an error, within its limits, and its error points into it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzExpression(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let source = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    do {
        let expression = try AdaptiveExpression(source)
        _ = expression.references
        let value = try expression.evaluate(data, environment: environment)
        let written = value.wrapped.serialized()
        precondition((try? JSONValue(parsing: written, maxDepth: 300)) != nil, "the value is no JSON")
    } catch {
        precondition(error.offset <= source.utf8.count, "the error points nowhere")
        _ = error.description
    }
    return 0
}

private let data: JSONValue = [
    "a": 1, "b": "text", "c": [1, 2.5, "x", nil, ["d": true]], "e": ["f": ["g": "h"]], "t": "2018-03-15T13:00:00.111Z",
    "x": "<a><b c='1'>2</b></a>", "j": "{\"k\":[1,2]}",
]

private let environment = ExpressionEnvironment(
    now: { Date(timeIntervalSince1970: 1_000_000_000) }, random: { 0x0123_4567_89AB_CDEF },
    limits: ExpressionLimits(nodes: 10_000, textBytes: 1 << 16, steps: 100_000))
