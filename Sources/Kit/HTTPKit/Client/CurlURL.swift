internal import CCurl

/// An absolute address of scheme `http` or `https`, taken apart by libcurl.
///
/// Sendable although it holds a pointer: nobody changes the handle after `init`, and one transfer uses it.
final class CurlURL: @unchecked Sendable {
    let pointer: OpaquePointer
    let host: String

    init(_ text: String) throws(HTTPClientError) {
        // libcurl forgives a third slash and takes what follows for the host; others do not.
        let hasHost = text.firstRange(of: "://").map { !text[$0.upperBound...].hasPrefix("/") } ?? false
        guard hasHost, !text.utf8.contains(0), let pointer = curl_url() else {
            throw HTTPClientError(.badURL, "the address is no URL")
        }
        let status = curl_url_set(pointer, CURLUPART_URL, text, 0)
        let scheme = Self.part(CURLUPART_SCHEME, of: pointer)
        let host = Self.part(CURLUPART_HOST, of: pointer)
        guard status == CURLUE_OK, let scheme, let host, !host.isEmpty else {
            curl_url_cleanup(pointer)
            throw HTTPClientError(.badURL, "the address is no absolute URL of http or https")
        }
        guard scheme == "http" || scheme == "https" else {
            curl_url_cleanup(pointer)
            throw HTTPClientError(.badURL, "the address is neither http nor https")
        }
        self.pointer = pointer
        self.host = host
    }

    deinit {
        curl_url_cleanup(pointer)
    }

    /// Whether the address is on this machine.
    var isLoopback: Bool {
        let name = host.lowercased()
        return name == "localhost" || name.hasSuffix(".localhost") || name == "[::1]"
            || name.hasPrefix("127.") && name.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
