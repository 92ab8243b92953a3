using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Exchange.Connection;

namespace ExchangeArchiveSafety.Lab.Exchange.BuiltIn;

/// <summary>The connections of this session.</summary>
[Cmdlet(VerbsCommon.Get, "ConnectionInformation")]
public sealed class GetConnectionInformation : LabCmdlet
{
    [Parameter]
    public string[] ConnectionId { get; set; } = [];

    [Parameter]
    public string[] ModulePrefix { get; set; } = [];

    protected override void Run()
    {
        foreach (var connection in Connections.Here)
        {
            if ((ConnectionId.Length > 0 && !ConnectionId.Contains(connection.Id.ToString(), StringComparer.OrdinalIgnoreCase))
                || (ModulePrefix.Length > 0 && !ModulePrefix.Contains(connection.Prefix, StringComparer.OrdinalIgnoreCase)))
            {
                continue;
            }

            var shown = new PSObject();
            Add("ConnectionId", connection.Id);
            Add("State", "Connected");
            Add("Id", Connections.Here.IndexOf(connection) + 1);
            Add("Name", "ExchangeOnline_" + (Connections.Here.IndexOf(connection) + 1));
            Add("UserPrincipalName", "admin@" + connection.Organization);
            Add("ConnectionUri", connection.Uri.ToString());
            Add("TenantID", connection.TenantId);
            Add("TokenExpiryTimeUTC", DateTimeOffset.UtcNow.AddHours(1));
            Add("CertificateAuthentication", false);
            Add("ModuleName", connection.ModuleName);
            Add("ModulePrefix", connection.Prefix.Length == 0 ? null : connection.Prefix);
            Add("Organization", connection.Organization);
            Add("TokenStatus", "Active");
            Add("ConnectionUsedForInbuiltCmdlets", ReferenceEquals(connection, Connections.Latest));
            Add("IsEopSession", false);
            WriteObject(shown);

            void Add(string name, object? value) => shown.Properties.Add(new PSNoteProperty(name, value));
        }
    }
}
