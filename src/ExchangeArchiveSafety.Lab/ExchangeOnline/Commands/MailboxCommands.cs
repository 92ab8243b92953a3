using ExchangeArchiveSafety.Lab.Tenant;
using ExchangeArchiveSafety.Lab.Tenant.Mailboxes;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

/// <summary>Set-Mailbox.</summary>
internal sealed class MailboxCommands(LabTenant tenant)
{
    private static readonly string[] KeptAsTheyAre = [.. Enumerable.Range(1, 15).Select(number => "CustomAttribute" + number), "Office", "MailTip", "SimpleDisplayName"];
    private readonly Finder _finder = new(tenant);

    public IEnumerable<ExoCommand> All =>
    [
        new(
            "Set-Mailbox",
            [
                "Identity", "PublicFolder", "Force", "RetentionHoldEnabled", "StartDateForRetentionHold", "EndDateForRetentionHold", "RetentionPolicy", "ElcProcessingDisabled",
                "AutoArchivingEnabled", "RetentionComment", "RetentionUrl", "LitigationHoldEnabled", "SingleItemRecoveryEnabled", "AccountDisabled", "DisplayName", "Name", "Alias",
                .. KeptAsTheyAre,
            ],
            SetMailbox),
    ];

    private void SetMailbox(CommandCall call, CommandAnswer answer)
    {
        if (_finder.One(call, answer) is not { } mailbox)
        {
            return;
        }

        // Exchange looks at the whole call before it changes anything.
        if (Complaint(call, mailbox) is { } complaint)
        {
            answer.Errors.Add(ExoError.Invalid(complaint));
            return;
        }

        if (call.Parameters.Keys.All(parameter => parameter is "Identity" or "Force"))
        {
            answer.Warnings.Add($"The command completed successfully but no settings of '{mailbox.Name}' have been modified.");
            return;
        }

        Apply(call, mailbox);
    }

    private string? Complaint(CommandCall call, LabMailbox mailbox)
    {
        string[] booleans = ["RetentionHoldEnabled", "ElcProcessingDisabled", "AutoArchivingEnabled", "LitigationHoldEnabled", "SingleItemRecoveryEnabled", "AccountDisabled"];
        if (booleans.FirstOrDefault(name => call.Has(name) && call.Boolean(name) is null) is { } wrong)
        {
            return $"Cannot convert the value of '{wrong}' to Boolean.";
        }

        foreach (var date in (string[])["StartDateForRetentionHold", "EndDateForRetentionHold"])
        {
            var holdOn = call.Boolean("RetentionHoldEnabled") ?? mailbox.RetentionHoldEnabled;
            if (call.Has(date) && !holdOn && (call.Text(date) is not null || tenant.Options.ClearingHoldDatesNeedsHold))
            {
                return $"{date} can only be set when RetentionHoldEnabled is true.";
            }
        }

        var start = call.Has("StartDateForRetentionHold") ? call.Date("StartDateForRetentionHold") : mailbox.StartDateForRetentionHold;
        var end = call.Has("EndDateForRetentionHold") ? call.Date("EndDateForRetentionHold") : mailbox.EndDateForRetentionHold;
        if ((call.Text("StartDateForRetentionHold") ?? call.Text("EndDateForRetentionHold")) is not null && start > end)
        {
            return "StartDateForRetentionHold must be earlier than EndDateForRetentionHold.";
        }

        return call.Text("RetentionPolicy") is { } policy && tenant.FindPolicy(policy) is null ? $"The retention policy '{policy}' couldn't be found." : null;
    }

    private void Apply(CommandCall call, LabMailbox mailbox)
    {
        var wasHeld = mailbox.IsInRetentionHold(tenant.Now);
        mailbox.RetentionHoldEnabled = call.Boolean("RetentionHoldEnabled") ?? mailbox.RetentionHoldEnabled;
        mailbox.ElcProcessingDisabled = call.Boolean("ElcProcessingDisabled") ?? mailbox.ElcProcessingDisabled;
        mailbox.AutoArchivingEnabled = call.Boolean("AutoArchivingEnabled") ?? mailbox.AutoArchivingEnabled;
        mailbox.LitigationHoldEnabled = call.Boolean("LitigationHoldEnabled") ?? mailbox.LitigationHoldEnabled;
        mailbox.SingleItemRecoveryEnabled = call.Boolean("SingleItemRecoveryEnabled") ?? mailbox.SingleItemRecoveryEnabled;
        mailbox.AccountDisabled = call.Boolean("AccountDisabled") ?? mailbox.AccountDisabled;
        mailbox.DisplayName = call.Text("DisplayName") ?? mailbox.DisplayName;
        mailbox.Name = call.Text("Name") ?? mailbox.Name;
        mailbox.Alias = call.Text("Alias") ?? mailbox.Alias;
        foreach (var parameter in call.Parameters.Keys)
        {
            switch (parameter)
            {
                // Null clears these.
                case "StartDateForRetentionHold":
                    mailbox.StartDateForRetentionHold = call.Date(parameter);
                    break;
                case "EndDateForRetentionHold":
                    mailbox.EndDateForRetentionHold = call.Date(parameter);
                    break;
                case "RetentionPolicy":
                    mailbox.RetentionPolicy = call.Text(parameter) is { } policy ? tenant.FindPolicy(policy)!.Name : null;
                    break;
                case "RetentionComment":
                    mailbox.RetentionComment = call.Text(parameter);
                    break;
                case "RetentionUrl":
                    mailbox.RetentionUrl = call.Text(parameter);
                    break;
                default:
                    if (KeptAsTheyAre.Contains(parameter, StringComparer.OrdinalIgnoreCase))
                    {
                        mailbox.OtherSettings[parameter] = call.Text(parameter) ?? "";
                    }

                    break;
            }
        }

        if (!wasHeld && mailbox.IsInRetentionHold(tenant.Now))
        {
            mailbox.RetentionHoldActsFromUtc = tenant.Now + tenant.Options.RetentionHoldActsAfter;
        }
    }
}
