using System.Management.Automation;
using ExchangeArchiveSafety.Lab.Tests.Session;

namespace ExchangeArchiveSafety.Lab.Tests.Commands;

public sealed class ShapeTests : IAsyncLifetime
{
    private LabSession _session = null!;

    public async Task InitializeAsync() => _session = await LabSession.StartAsync(Contoso.Create());

    public async Task DisposeAsync() => await _session.DisposeAsync();

    [Fact]
    public void Shapes_can_be_switched()
    {
        var shapes = _session.Tenant.Options.Shapes;
        shapes.Enums = EnumShape.ObjectWithValue;
        shapes.Identities = IdentityShape.ObjectWithName;
        shapes.Sizes = SizeShape.Object;
        shapes.Spans = SpanShape.TimeSpan;
        shapes.Dates = DateShape.IsoText;

        var user = _session.Run("Get-MigrationUser -Identity anna.berg@contoso.example")[0];
        Assert.Equal("Synced", ((PSObject)user.Properties["Status"].Value).Properties["Value"].Value);
        Assert.Equal("Synced", user.Properties["Status"].Value.ToString());
        Assert.Equal("IMAP wave 1", ((PSObject)user.Properties["BatchId"].Value).Properties["Name"].Value);
        Assert.Equal("100 GB (107,374,182,400 bytes)", _session.Run("'' + (Get-Mailbox anna.berg).ProhibitSendReceiveQuota")[0].ToString());
        Assert.Equal(TimeSpan.FromDays(730), _session.Run("(Get-RetentionPolicyTag 'Default 2 year move to archive').AgeLimitForRetention")[0].BaseObject);
        Assert.IsType<string>(_session.Run("(Get-Mailbox hold.ending).EndDateForRetentionHold")[0].BaseObject);

        shapes.Sizes = SizeShape.TextWithDots;
        shapes.Spans = SpanShape.DaysAndTicks;
        shapes.Dates = DateShape.DateTimeLocal;
        Assert.Equal("100 GB (107.374.182.400 bytes)", _session.Run("(Get-Mailbox anna.berg).ProhibitSendReceiveQuota")[0].ToString());
        Assert.Equal(730, _session.Run("(Get-RetentionPolicyTag 'Default 2 year move to archive').AgeLimitForRetention.Days")[0].BaseObject);
        Assert.Equal(_session.Tenant.Mailbox("hold.ending").EndDateForRetentionHold, ((DateTime)_session.Run("(Get-Mailbox hold.ending).EndDateForRetentionHold")[0].BaseObject).ToUniversalTime());
    }

    [Fact]
    public void As_the_documentation_warns_a_missing_identity_may_return_everything()
    {
        _session.Tenant.Options.MissingIdentityReturnsEverything = true;

        Assert.True(_session.Run("Get-Mailbox nobody").Count > 40);
        Assert.Equal(_session.Tenant.Batches.Count, _session.Run("Get-MigrationBatch nothing").Count);
        Assert.True(_session.Run("Get-MigrationUser nobody@contoso.example").Count > 40);
    }
}
