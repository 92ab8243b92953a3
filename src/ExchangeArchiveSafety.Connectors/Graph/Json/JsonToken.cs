namespace ExchangeArchiveSafety.Connectors.Graph.Json;

/// <summary>A string in the body of an answer, or a number or flag in its place: where it stands, without quotes.</summary>
internal readonly struct JsonToken(int start, int length, bool isEscaped, bool isQuoted = true)
{
    private readonly bool _isThere = true;

    /// <summary>Whether the answer had it, and not as null.</summary>
    public bool IsThere => _isThere;

    /// <summary>The bytes between the quotes as they stand.</summary>
    public ReadOnlySpan<byte> Raw(ReadOnlySpan<byte> body) => _isThere ? body.Slice(start, length) : default;

    /// <summary>Whether it stands in quotes.</summary>
    public bool IsQuoted => isQuoted;

    /// <summary>The bytes with their quotes as they stand.</summary>
    public ReadOnlySpan<byte> Quoted(ReadOnlySpan<byte> body) => body.Slice(start - 1, length + 2);

    /// <summary>The text as UTF-8, halves of surrogate pairs included.</summary>
    public ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> body) => isEscaped ? JsonText.Unescape(Raw(body)) : Raw(body);

    /// <summary>The text; empty when it is not there.</summary>
    public string Text(ReadOnlySpan<byte> body) => Wtf8.Decode(Bytes(body));
}
