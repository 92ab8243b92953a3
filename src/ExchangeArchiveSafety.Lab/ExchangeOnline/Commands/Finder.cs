using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>From identities to mailboxes, with the dangers that the documentation warns of.</summary>
internal sealed class Finder(LabTenant tenant)
{
    /// <summary>No identity, or an empty one, means everything.</summary>
    public IReadOnlyList<LabMailbox> Mailboxes(CommandCall call, CommandAnswer answer, Predicate<LabMailbox> among)
    {
        if (IdentityOf.Text(call) is not { } identity)
        {
            return [.. tenant.Mailboxes.Where(mailbox => among(mailbox))];
        }

        var hasStars = call.Name == "Get-Mailbox" && tenant.Options.StarsFitMailboxes && identity.Contains('*', StringComparison.Ordinal);
        var found = (hasStars ? tenant.FittingMailboxes(identity) : tenant.FindMailboxes(identity)).Where(mailbox => among(mailbox)).ToList();
        switch (found.Count)
        {
            case > 0 when found.Count == 1 || hasStars:
                return found;
            case 0 when tenant.Options.MissingIdentityReturnsEverything:
                return [.. tenant.Mailboxes.Where(mailbox => among(mailbox))];
            case 0:
                answer.Errors.Add(ExoError.MailboxNotFound(identity));
                return [];
            default:
                answer.Errors.Add(ExoError.Ambiguous(identity));
                return [];
        }
    }

    /// <summary>For commands that act on one mailbox.</summary>
    public LabMailbox? One(CommandCall call, CommandAnswer answer)
    {
        if (call.Text("Identity") is not { } identity)
        {
            answer.Errors.Add(ExoError.Invalid("The value of the parameter Identity is empty."));
            return null;
        }

        var found = tenant.FindMailboxes(identity);
        if (found is [var one])
        {
            return one;
        }

        answer.Errors.Add(found.Count == 0 ? ExoError.MailboxNotFound(identity) : ExoError.Ambiguous(identity));
        return null;
    }
}
