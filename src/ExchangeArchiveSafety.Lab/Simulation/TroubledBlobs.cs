using System.Text.Json;
using ExchangeArchiveSafety.Lab.Blobs;

namespace ExchangeArchiveSafety.Lab.Simulation;

/// <summary>A storage account to whose appends happens what happens. After a death nothing is answered that would be repeated, as by a connection that is lost for good.</summary>
internal sealed class TroubledBlobs(BlobStore store, Mishaps mishaps)
{
    public BlobReply Handle(BlobCall call)
    {
        var kind = call.IsAppend ? KindOf(call.Body) : null;
        try
        {
            if (mishaps.IsDead)
            {
                return Lost;
            }

            if (kind is not null)
            {
                mishaps.BeforeJournalWrite(kind);
                if (mishaps.Tears(kind))
                {
                    // A block is whole or it is not there.
                    mishaps.Die(kind);
                }
            }

            var reply = store.Handle(call);
            if (kind is not null && reply.Status == 201)
            {
                mishaps.AfterJournalWrite(kind);
            }

            return reply;
        }
        catch (Exception exception) when (exception is SimulatedDeathException or IOException)
        {
            return Lost;
        }
    }

    private static BlobReply Lost => BlobReply.Of(403, "AuthorizationFailure");

    /// <summary>What a line says that it is about; null where it is none.</summary>
    private static string? KindOf(byte[] lines)
    {
        try
        {
            using var line = JsonDocument.Parse(lines.AsMemory(0, lines.Length));
            return line.RootElement.TryGetProperty("operation", out var operation) && line.RootElement.TryGetProperty("kind", out var kind) ? $"{operation} {kind}" : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
