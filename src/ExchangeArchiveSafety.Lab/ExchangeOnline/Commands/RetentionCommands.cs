using ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;
using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Retention;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>Policies and tags.</summary>
internal sealed class RetentionCommands(LabTenant tenant)
{
    public IEnumerable<ExoCommand> All =>
    [
        new("Get-RetentionPolicy", ["Identity"], GetPolicy),
        new("Get-RetentionPolicyTag", ["Identity", "IncludeSystemTags", "Mailbox", "OptionalInMailbox", "Types"], GetTag),
    ];

    private void GetPolicy(CommandCall call, CommandAnswer answer)
    {
        IEnumerable<LabRetentionPolicy> found = tenant.Policies;
        if (call.Text("Identity") is { } identity)
        {
            if (tenant.FindPolicy(identity) is { } one)
            {
                found = [one];
            }
            else if (!tenant.Options.MissingIdentityReturnsEverything)
            {
                answer.Errors.Add(ExoError.MailboxNotFound(identity));
                return;
            }
        }

        answer.Objects.AddRange(found.Select(policy => new ExoObject(policy)
        {
            { "Identity", policy.Name },
            { "Id", policy.Name },
            { "Name", policy.Name },
            { "Guid", policy.Guid },
            { "RetentionId", policy.Guid },
            { "RetentionPolicyTagLinks", policy.TagLinks.ToArray() },
            { "IsDefault", policy.IsDefault },
            { "IsDefaultArbitrationMailbox", false },
        }));
    }

    private void GetTag(CommandCall call, CommandAnswer answer)
    {
        if (Wanted(call, answer) is { } tags)
        {
            var types = call.Texts("Types");
            answer.Objects.AddRange(tags.Where(tag => types.Count == 0 || types.Contains(tag.Type, StringComparer.OrdinalIgnoreCase)).Select(Shown));
        }
    }

    private IEnumerable<LabRetentionTag>? Wanted(CommandCall call, CommandAnswer answer)
    {
        if (call.Text("Mailbox") is { } mailboxIdentity)
        {
            if (tenant.FindMailboxes(mailboxIdentity) is not [var mailbox])
            {
                answer.Errors.Add(ExoError.MailboxNotFound(mailboxIdentity));
                return null;
            }

            // Without the switch: default and personal tags of the policy. With it: personal tags from outside the policy.
            return call.Flag("OptionalInMailbox")
                ? mailbox.OptedInTags.Select(tenant.FindTag).OfType<LabRetentionTag>()
                : (tenant.PolicyOf(mailbox)?.TagLinks ?? []).Select(tenant.FindTag).OfType<LabRetentionTag>().Where(tag => tag.Type is "All" or "Personal");
        }

        if (call.Flag("OptionalInMailbox"))
        {
            answer.Errors.Add(ExoError.Invalid("OptionalInMailbox can only be used together with Mailbox."));
            return null;
        }

        if (call.Text("Identity") is { } identity)
        {
            if (tenant.FindTag(identity) is { } one)
            {
                return [one];
            }

            if (!tenant.Options.MissingIdentityReturnsEverything)
            {
                answer.Errors.Add(ExoError.MailboxNotFound(identity));
                return null;
            }
        }

        return tenant.Tags;
    }

    private static ExoObject Shown(LabRetentionTag tag) => new(tag)
    {
        { "Identity", tag.Name },
        { "Id", tag.Name },
        { "Name", tag.Name },
        { "Guid", tag.Guid },
        { "RetentionId", tag.Guid },
        { "Type", new ExoEnum(tag.Type) },
        { "MessageClass", "*" },
        { "RetentionEnabled", tag.RetentionEnabled },
        { "RetentionAction", new ExoEnum(tag.RetentionAction) },
        { "AgeLimitForRetention", new ExoSpan(tag.AgeLimit) },
        { "SystemTag", false },
        { "Comment", tag.Comment ?? "" },
    };
}
