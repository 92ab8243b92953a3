using ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>The readers of recipients: Get-Mailbox, Get-EXOMailbox and Get-EXORecipient.</summary>
internal sealed class RecipientCommands(LabTenant tenant)
{
    private readonly Finder _finder = new(tenant);

    public IEnumerable<ExoCommand> All =>
    [
        new("Get-Mailbox", ["Identity", "ResultSize", "Archive", "RecipientTypeDetails", "PublicFolder", "SoftDeletedMailbox", "InactiveMailboxOnly"], GetMailbox),
        new(
            "Get-EXOMailbox",
            ["Identity", "ExternalDirectoryObjectId", "PrimarySmtpAddress", "UserPrincipalName", "ResultSize", "Archive", "RecipientTypeDetails", "PublicFolder", "Properties", "PropertySets"],
            GetExoMailbox),
        new(
            "Get-EXORecipient",
            ["Identity", "ExternalDirectoryObjectId", "PrimarySmtpAddress", "UserPrincipalName", "ResultSize", "RecipientType", "RecipientTypeDetails", "Properties", "PropertySets"],
            GetExoRecipient),
    ];

    private void GetMailbox(CommandCall call, CommandAnswer answer)
    {
        var found = call.Flag("SoftDeletedMailbox") ? Removed(call, answer, RemovedMailboxKind.SoftDeleted)
            : call.Flag("InactiveMailboxOnly") ? Removed(call, answer, RemovedMailboxKind.Inactive)
            : Wanted(call, answer);
        answer.Objects.AddRange(found.Select(MailboxObject.From));
    }

    private IEnumerable<LabMailbox> Removed(CommandCall call, CommandAnswer answer, RemovedMailboxKind kind)
    {
        if (IdentityOf.Text(call) is not { } identity)
        {
            return tenant.RemovedMailboxes(kind).Within(call, answer);
        }

        var found = LabTenant.Named(tenant.RemovedMailboxes(kind), identity);
        if (found.Count != 1)
        {
            answer.Errors.Add(found.Count == 0 ? ExoError.MailboxNotFound(identity) : ExoError.Ambiguous(identity));
            return [];
        }

        return found;
    }

    private void GetExoMailbox(CommandCall call, CommandAnswer answer)
    {
        foreach (var mailbox in Wanted(call, answer))
        {
            if (PropertySets.OfMailboxes(MailboxObject.From(mailbox), call, out var unknown) is not { } shown)
            {
                answer.Errors.Add(ExoError.Invalid($"The property or property set '{unknown}' isn't valid."));
                return;
            }

            answer.Objects.Add(shown);
        }
    }

    private void GetExoRecipient(CommandCall call, CommandAnswer answer)
    {
        var types = call.Texts("RecipientTypeDetails");
        var found = _finder.Mailboxes(call, answer, mailbox => types.Count == 0 || types.Contains(mailbox.RecipientTypeDetails, StringComparer.OrdinalIgnoreCase));
        foreach (var mailbox in found.Within(call, answer))
        {
            var whole = MailboxObject.From(mailbox);
            whole["ShouldUseDefaultRetentionPolicy"] = mailbox.ShouldUseDefaultRetentionPolicy;
            if (PropertySets.OfRecipients(whole, call, out var unknown) is not { } shown)
            {
                answer.Errors.Add(ExoError.Invalid($"The property or property set '{unknown}' isn't valid."));
                return;
            }

            answer.Objects.Add(shown);
        }
    }

    private IEnumerable<LabMailbox> Wanted(CommandCall call, CommandAnswer answer)
    {
        var types = call.Texts("RecipientTypeDetails");
        var found = _finder.Mailboxes(call, answer, mailbox =>
            (mailbox.RecipientTypeDetails == "PublicFolderMailbox") == call.Flag("PublicFolder")
            && (types.Count == 0 || types.Contains(mailbox.RecipientTypeDetails, StringComparer.OrdinalIgnoreCase))
            && (!call.Flag("Archive") || mailbox.ArchiveGuid != Guid.Empty));
        return found.Within(call, answer);
    }
}
