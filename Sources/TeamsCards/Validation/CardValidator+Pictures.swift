internal import JSONKit
internal import ServiceKit

extension CardValidator {
    private static let pictureTypes: Set<String> = [
        "Image", "ImageRun", "BackgroundImage", "Action.InsertImage",
    ]

    /// An address, or a list of objects that have one. What it leads to follows from the property and the type.
    mutating func checkAddresses(
        _ value: JSONValue, of property: CardProperty, in object: JSONObject, of type: CardType, at place: Place
    ) {
        switch property.name {
        case "poster": checkPicture(value, isDecoration: true, of: object, at: place.path)
        case "iconUrl":
            guard value.stringValue?.hasPrefix("icon:") != true else { return }
            checkPicture(value, isDecoration: true, of: object, at: place.path)
        case "url" where Self.pictureTypes.contains(type.name): checkPicture(value, of: object, at: place.path)
        case "url" where type.name == "Action.OpenUrl":
            checkAddress(
                value, schemes: ["https", "http", "mailto", "tel", "msteams"], others: .warning, of: object,
                at: place.path)
        case "url" where type.name == "Action.OpenUrlDialog":
            checkAddress(value, schemes: ["https"], others: .error, of: object, at: place.path)
        case "webUrl":
            checkAddress(value, schemes: ["https", "http"], others: .warning, of: object, at: place.path)
        case "themedUrls", "themedIconUrls":
            for (index, themed) in (value.arrayValue ?? []).enumerated() {
                if let url = themed["url"] { checkPicture(url, of: object, at: "\(place.path)/\(index)/url") }
            }
        case "sources", "captionSources": checkSources(value, property, of: object, at: place)
        default: break
        }
    }

    private mutating func checkSources(
        _ value: JSONValue, _ property: CardProperty, of media: JSONObject, at place: Place
    ) {
        for (index, source) in (value.arrayValue ?? []).enumerated() {
            guard case .object(let object) = source else { continue }
            let path = "\(place.path)/\(index)"
            if let url = object["url"], url != .null {
                checkAddress(url, schemes: ["https", "http"], others: .error, of: media, at: path + "/url")
            } else if property.kind == .list(.object) {
                add("property.required", .error, path, media, "`url` is missing: a source needs an address")
            }
        }
    }

    /// The picture of a background: its address, or an object that has it.
    mutating func checkBackground(
        _ value: JSONValue, _ property: CardProperty, of object: JSONObject, at place: Place
    ) {
        switch value {
        case .string: checkPicture(value, of: object, at: place.path)
        case .object(let image) where property.kind == .any:
            checkPart(image, implied: "BackgroundImage", at: place)
        case .object: break
        default:
            guard property.kind == .any else { return }
            add(
                "property.type", .error, place.path, object,
                "`\(property.name)` is \(WireError(expected: "", found: value).found) where the address of a picture, or an object with its `url`, belongs"
            )
        }
    }

    mutating func checkImage(_ image: JSONObject, at place: Place) {
        let expands = image["msteams"]?["allowExpand"] == true || image["allowExpand"] == true
        if expands, let url = image["url"]?.stringValue, EmbeddedPicture.isEmbedded(url) {
            add(
                "url.scheme", .error, place.path + "/url", image,
                "a picture that stands in the card itself cannot be opened in full: give it an https address")
        }
        if image["altText"]?.stringValue?.isEmpty ?? true {
            add(
                "a11y.altText", .info, place.path, image,
                "`altText` would say what the picture shows to people who do not see it")
        }
    }

    // MARK: Addresses

    /// The address of a picture. Without one that only decorates, people miss nothing.
    private mutating func checkPicture(
        _ value: JSONValue, isDecoration: Bool = false, of object: JSONObject, at path: String
    ) {
        guard let url = value.stringValue else { return }
        if EmbeddedPicture.isEmbedded(url) { return checkEmbeddedPicture(url, of: object, at: path) }
        checkAddress(value, schemes: ["https", "http"], others: .error, of: object, at: path)
        if url.prefix(5).lowercased() == "http:" {
            add(
                "url.scheme", isDecoration ? .warning : .error, path, object,
                "Teams shows pictures from https addresses only")
        }
    }

    /// An address with a scheme. `others`: how bad it is when the scheme is another.
    private mutating func checkAddress(
        _ value: JSONValue, schemes: [String], others: CardIssue.Severity, of object: JSONObject, at path: String
    ) {
        guard let url = value.stringValue, !isTemplate(url) else { return }
        let scheme = url.prefix { $0 != ":" && $0 != "/" && $0 != "?" && $0 != "#" }
        guard url.dropFirst(scheme.count).first == ":", !scheme.isEmpty else {
            add("url.relative", .error, path, object, "\"\(cut(url))\" is no whole address: begin with https://")
            return
        }
        let name = scheme.lowercased()
        if ["javascript", "vbscript", "file", "data"].contains(name) {
            add("url.unsafe", .error, path, object, "addresses that begin with \(name): are refused")
        } else if !schemes.contains(name) {
            add(
                "url.scheme", others, path, object,
                "an address that begins with \(cut(name)): may not open here: use \(schemes.joined(separator: ", "))")
        } else if ["https", "http"].contains(name), !isWebAddress(url.dropFirst(scheme.count + 1)) {
            add("url.relative", .error, path, object, "\"\(cut(url))\" names no host: write https://host/path")
        }
    }

    /// Two slashes and something behind them.
    private func isWebAddress(_ rest: Substring) -> Bool {
        rest.hasPrefix("//") && !["", "/", "?", "#"].contains(rest.dropFirst(2).prefix(1))
    }

    /// A `data:` address: PNG, JPEG or GIF in Base64, of 1 MB at the most.
    mutating func checkEmbeddedPicture(_ url: String, of object: JSONObject?, at path: String) {
        guard let picture = EmbeddedPicture(url), !isTemplate(url) else { return }
        guard picture.mediaType.hasPrefix("image/") else {
            add(
                "url.scheme", .error, path, object,
                "a picture that stands in the card itself begins with data:image/")
            return
        }
        let format = picture.mediaType.dropFirst("image/".count)
        if let flaw = picture.flaw {
            add("picture.data", .warning, path, object, "Teams cannot read the picture: " + words(for: flaw))
        }
        if picture.declared == nil {
            add(
                "picture.type", .warning, path, object,
                "Teams shows PNG, JPEG and GIF: some clients leave out \(cut(String(format)))")
        } else if let found = picture.found, found != picture.declared {
            add(
                "picture.type", .warning, path, object,
                "the data are \(found.rawValue), and the address says \(format): write data:image/\(found.rawValue.lowercased())"
            )
        }
        if picture.byteCount > EmbeddedPicture.maxBytes {
            add(
                "picture.size", .warning, path, object,
                "the picture has \(picture.byteCount) bytes: Teams shows those of 1 MB (\(EmbeddedPicture.maxBytes)) at the most"
            )
        }
    }

    private func words(for flaw: EmbeddedPicture.Flaw) -> String {
        switch flaw {
        case .notBase64: "write it as data:image/png;base64, and the data in Base64"
        case .wrongLetter(let letter):
            "\"\(letter.excerpt)\" is no letter of Base64, which has A-Z, a-z, 0-9, + and / without line ends"
        case .wrongLength:
            "the data end in the middle of a byte; Base64 comes in groups of four letters, filled up with ="
        case .empty: "there are no data behind the comma"
        }
    }
}
