using System.Globalization;

namespace ExchangeArchiveSafety.Lab.Blobs;

/// <summary>
/// Blobs of one storage account, in memory: what is documented of append blobs, of whole uploads, and of their conditions. Whoever shows neither a signature nor a token
/// is refused; whose they are is not looked at.
/// </summary>
/// <param name="utcNow">The service's clock.</param>
/// <param name="mostBlocks">How many blocks an append blob takes.</param>
public sealed class BlobStore(Func<DateTime> utcNow, int mostBlocks = 50_000)
{
    private const int LargestBlock = 4 << 20;
    private readonly Dictionary<string, Blob> _blobs = new(StringComparer.Ordinal);
    private int _changes;

    /// <summary>The names of all blobs.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_blobs)
            {
                return [.. _blobs.Keys.Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>How many bytes the blobs hold whose name begins so.</summary>
    public long BytesOf(string prefix)
    {
        lock (_blobs)
        {
            return _blobs.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(one => one.Value.Content.Length);
        }
    }

    /// <summary>Answers a request.</summary>
    public BlobReply Handle(BlobCall call)
    {
        lock (_blobs)
        {
            var name = Uri.UnescapeDataString(call.Path);
            var blob = _blobs.GetValueOrDefault(name);
            return call.Header("x-ms-version") is null ? BlobReply.Of(400, "MissingRequiredHeader")
                : call.Header("Authorization") is null && !call.Query.Contains("sig=", StringComparison.Ordinal) ? BlobReply.Of(401, "NoAuthenticationInformation")
                : Refusal(call, blob) is { } refusal ? refusal
                : call.IsAppend ? Append(call, blob)
                : call.Method == "PUT" && !call.Query.Contains("comp=", StringComparison.Ordinal) ? Put(call, name)
                : blob is null ? BlobReply.Of(404, "BlobNotFound")
                : call.Method switch
                {
                    "HEAD" => Told(blob, 200, []),
                    "GET" => Get(call, blob),
                    "DELETE" => Delete(name),
                    _ => BlobReply.Of(405, "UnsupportedHttpVerb"),
                };
        }
    }

    private static BlobReply? Refusal(BlobCall call, Blob? blob) =>
        call.Header("If-None-Match") == "*" && blob is not null ? BlobReply.Of(409, "BlobAlreadyExists")
        : call.Header("If-Match") is { } tag && tag != blob?.ETag ? BlobReply.Of(412, "ConditionNotMet")
        : null;

    private BlobReply Append(BlobCall call, Blob? blob)
    {
        if (blob is null)
        {
            return BlobReply.Of(404, "BlobNotFound");
        }

        if (blob.Type != "AppendBlob")
        {
            return BlobReply.Of(409, "InvalidBlobType");
        }

        if (call.Body.Length is 0 or > LargestBlock)
        {
            return call.Body.Length == 0 ? BlobReply.Of(400, "InvalidHeaderValue") : BlobReply.Of(413, "RequestBodyTooLarge");
        }

        if (blob.Blocks >= mostBlocks)
        {
            return BlobReply.Of(409, "BlockCountExceedsLimit");
        }

        var place = blob.Content.Length;
        if (call.Header("x-ms-blob-condition-appendpos") is { } position && position != place.ToString(CultureInfo.InvariantCulture))
        {
            return BlobReply.Of(412, "AppendPositionConditionNotMet");
        }

        blob.Content.Write(call.Body);
        blob.Blocks++;
        Touch(blob);
        return Told(blob, 201, [], ("x-ms-blob-append-offset", place.ToString(CultureInfo.InvariantCulture)));
    }

    private BlobReply Put(BlobCall call, string name)
    {
        var type = call.Header("x-ms-blob-type");
        if (type is not ("AppendBlob" or "BlockBlob") || (type == "AppendBlob" && call.Body.Length > 0))
        {
            return BlobReply.Of(400, "InvalidHeaderValue");
        }

        var blob = _blobs[name] = new Blob(type);
        blob.Content.Write(call.Body);
        Touch(blob);
        return Told(blob, 201, []);
    }

    private static BlobReply Get(BlobCall call, Blob blob)
    {
        var content = blob.Content.ToArray();
        if ((call.Header("x-ms-range") ?? call.Header("Range")) is not { } range)
        {
            return Told(blob, 200, content);
        }

        var ends = range["bytes=".Length..].Split('-');
        var from = long.Parse(ends[0], CultureInfo.InvariantCulture);
        var to = Math.Min(content.Length - 1, ends[1].Length == 0 ? long.MaxValue : long.Parse(ends[1], CultureInfo.InvariantCulture));
        return from >= content.Length ? BlobReply.Of(416, "InvalidRange")
            : Told(blob, 206, content[(int)from..((int)to + 1)], ("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to}/{content.Length}")));
    }

    private BlobReply Delete(string name)
    {
        _ = _blobs.Remove(name);
        return BlobReply.Of(202);
    }

    private static BlobReply Told(Blob blob, int status, byte[] body, params (string Name, string Value)[] more)
    {
        var headers = new Dictionary<string, string>
        {
            ["ETag"] = blob.ETag,
            ["Last-Modified"] = blob.ChangedUtc.ToString("R", CultureInfo.InvariantCulture),
            ["x-ms-blob-type"] = blob.Type,
            ["x-ms-blob-content-length"] = blob.Content.Length.ToString(CultureInfo.InvariantCulture),
        };
        if (blob.Type == "AppendBlob")
        {
            headers["x-ms-blob-committed-block-count"] = blob.Blocks.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in more)
        {
            headers[name] = value;
        }

        return new BlobReply(status, null, headers, body);
    }

    private void Touch(Blob blob) => (blob.ChangedUtc, blob.ETag) = (utcNow(), string.Create(CultureInfo.InvariantCulture, $"\"0x8D{++_changes:X8}\""));

    private sealed class Blob(string type)
    {
        public string Type { get; } = type;

        public MemoryStream Content { get; } = new();

        public int Blocks { get; set; }

        public DateTime ChangedUtc { get; set; }

        public string ETag { get; set; } = "";
    }
}
