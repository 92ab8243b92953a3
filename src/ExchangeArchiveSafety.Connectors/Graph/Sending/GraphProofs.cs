namespace ExchangeArchiveSafety.Connectors.Graph.Sending;

/// <summary>
/// Judges answers by what every Graph does, whichever routes a server knows: successes are JSON objects, refusals JSON errors or nothing,
/// and nobody is sent elsewhere. Whether the token is taken (401) is asked before.
/// </summary>
internal static class GraphProofs
{
    public static GraphProof Of(GraphReply reply)
    {
        var first = First(reply.Body);
        var isObject = first == '{';
        return reply.Status switch
        {
            408 or >= 500 => GraphProof.Open,
            429 => isObject || first is null ? GraphProof.Given : GraphProof.Open,
            407 or (>= 300 and < 400) => GraphProof.Foreign,
            >= 400 => isObject || first is null ? GraphProof.Given : GraphProof.Foreign,
            _ => isObject ? GraphProof.Given : GraphProof.Foreign,
        };
    }

    /// <summary>What a body begins with, white space and a byte order mark aside; null for an empty one.</summary>
    private static byte? First(ReadOnlySpan<byte> body)
    {
        foreach (var one in body)
        {
            if (one is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xBB or 0xBF))
            {
                return one;
            }
        }

        return null;
    }
}
