using ExchangeArchiveSafety.Lab.ExchangeOnline.Objects;
using ExchangeArchiveSafety.Lab.Tenant;

namespace ExchangeArchiveSafety.Lab.ExchangeOnline.Commands;

internal sealed class OrganizationCommands(LabTenant tenant)
{
    public IEnumerable<ExoCommand> All =>
    [
        new("Get-OrganizationConfig", ["RetrieveEwsOperationAccessPolicy"], (_, answer) => answer.Objects.Add(Shown())),
        new("Get-AcceptedDomain", ["Identity", "ResultSize"], Domains),
        new("Set-OrganizationConfig", ["AutoArchivingThresholdPercentage", "AutoEnableArchiveMailbox", "AutoExpandingArchive", "ElcProcessingDisabled"], Set),
    ];

    private ExoObject Shown()
    {
        var organization = tenant.Organization;
        var shown = new ExoObject(organization)
        {
            { "Name", organization.Name },
            { "Identity", organization.Name },
            { "DisplayName", organization.DisplayName },
            { "Guid", organization.Guid },
            { "ExternalDirectoryOrganizationId", organization.TenantId.ToString() },
            { "ElcProcessingDisabled", organization.ElcProcessingDisabled },
            { "AutoEnableArchiveMailbox", organization.AutoEnableArchiveMailbox },
            { "AutoExpandingArchiveEnabled", organization.AutoExpandingArchive },
            { "InPlaceHolds", organization.InPlaceHolds.ToArray() },
            { "IsDehydrated", false },
        };
        if (organization.AutoArchivingThresholdPercentage is { } threshold)
        {
            shown.Add("AutoArchivingThresholdPercentage", threshold);
        }

        return shown;
    }

    // Documented: an identity that does not exist returns all, as if none had been given.
    private void Domains(CommandCall call, CommandAnswer answer)
    {
        var named = tenant.Domains.FindAll(domain => domain.Name.Equals(call.Text("Identity"), StringComparison.OrdinalIgnoreCase));
        answer.Objects.AddRange((named.Count > 0 ? named : tenant.Domains).Within(call, answer).Select(domain => new ExoObject(domain)
        {
            { "Name", domain.Name },
            { "Identity", domain.Name },
            { "DomainName", domain.Name },
            { "DomainType", new ExoEnum(domain.Type) },
            { "Default", domain.IsDefault },
            { "InitialDomain", domain.Name.EndsWith(".onmicrosoft.com", StringComparison.Ordinal) },
            { "MatchSubDomains", false },
        }));
    }

    private void Set(CommandCall call, CommandAnswer answer)
    {
        var organization = tenant.Organization;
        if (call.Text("AutoArchivingThresholdPercentage") is { } text)
        {
            if (!int.TryParse(text, out var threshold) || threshold is < 80 or > 100)
            {
                answer.Errors.Add(ExoError.Invalid("AutoArchivingThresholdPercentage must be between 80 and 100."));
                return;
            }

            organization.AutoArchivingThresholdPercentage = threshold;
        }

        organization.ElcProcessingDisabled = call.Boolean("ElcProcessingDisabled") ?? organization.ElcProcessingDisabled;
        organization.AutoEnableArchiveMailbox = call.Boolean("AutoEnableArchiveMailbox") ?? organization.AutoEnableArchiveMailbox;
        organization.AutoExpandingArchive |= call.Flag("AutoExpandingArchive");
    }
}
