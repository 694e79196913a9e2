import Foundation
import JSONKit

/// Bytes, Base64 and data URIs.
enum BinaryFunctions {
    static let table = [
        Builtin("binary", 1) { (evaluation, arguments) throws(Failure) in
            try bytes(Array(try arguments.string(0).utf8), &evaluation)
        },
        Builtin("base64", 1, base64),
        Builtin("base64ToBinary", 1) { (evaluation, arguments) throws(Failure) in
            try bytes(try decode(arguments), &evaluation)
        },
        Builtin("base64ToString", 1) { (_, arguments) throws(Failure) in
            .string(String(decoding: try decode(arguments), as: UTF8.self))
        },
        Builtin("dataUri", 1) { (_, arguments) throws(Failure) in
            .string("data:text/plain;charset=utf-8;base64," + Data(try arguments.string(0).utf8).base64EncodedString())
        },
        // The published engines yield the bytes of the URI itself, not of what it holds.
        Builtin("dataUriToBinary", 1) { (evaluation, arguments) throws(Failure) in
            try bytes(Array(try arguments.string(0).utf8), &evaluation)
        },
        Builtin("dataUriToString", 1, dataURIToString),
    ]

    /// Bytes are an array of numbers to what looks at them.
    private static func bytes(_ bytes: [UInt8], _ evaluation: inout Evaluation) throws(Failure) -> Value {
        try evaluation.check(count: bytes.count)
        return .bytes(bytes)
    }

    private static func base64(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        if case .bytes(let bytes) = arguments[0] { return .string(Data(bytes).base64EncodedString()) }
        return .string(Data(try arguments.string(0).utf8).base64EncodedString())
    }

    private static func decode(_ arguments: Arguments) throws(Failure) -> [UInt8] {
        guard let data = Data(base64Encoded: try arguments.string(0)) else {
            throw arguments.failure(0, "a text in Base64")
        }
        return Array(data)
    }

    private static func dataURIToString(_: inout Evaluation, _ arguments: Arguments) throws(Failure) -> Value {
        let uri = try arguments.string(0).utf8
        guard let comma = uri.firstIndex(of: UInt8(ascii: ",")) else { throw arguments.failure(0, "a data URI") }
        let content = String(decoding: uri[uri.index(after: comma)...], as: UTF8.self)
        let mark = String(decoding: uri[..<comma].suffix(7), as: UTF8.self)
        guard mark.lowercased().hasSameBytes(as: ";base64") else {
            guard let text = PercentCoding.decode(content) else { throw arguments.failure(0, "a data URI") }
            return .string(text)
        }
        guard let data = Data(base64Encoded: content) else { throw arguments.failure(0, "a data URI in Base64") }
        return .string(String(decoding: data, as: UTF8.self))
    }
}
