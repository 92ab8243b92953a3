using System.Collections.Concurrent;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.Graph.Moving;

/// <summary>Which message an exported item was a copy of: a copy that comes back is again a copy of it, also when no other is left.</summary>
internal sealed class KnownMessages
{
    private readonly ConcurrentDictionary<ulong, MailMessage> _exported = [];

    public void Remember(MailMessage message) => _exported[message.Seed] = message;

    public MailMessage Of(ItemBlob blob, LabMailbox mailbox)
    {
        if (_exported.TryGetValue(blob.Seed, out var known))
        {
            return known;
        }

        // Exported by an earlier run of the same tenant.
        var found = mailbox.Source?.Messages.FirstOrDefault(message => message.Seed == blob.Seed)
            ?? mailbox.Primary.Items.Concat(mailbox.Archive.Items).FirstOrDefault(item => item.Message.Seed == blob.Seed)?.Message;
        if (found is null)
        {
            found = new MailMessage(blob.Seed, blob.SourceFolder, blob.ReceivedUtc, blob.Size, fromSource: false);
            if (blob.Odd)
            {
                found.Rewrite(_ => blob.Content);
            }
        }

        return _exported.GetOrAdd(blob.Seed, found);
    }
}
