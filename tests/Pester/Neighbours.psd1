# Modules that admins have in the same session, with the assemblies of ours that each is known to load, by name and version. Known is where it was read, on 2026-11-28. For versions that
# nobody has written down publicly there is no row; that any other version does no harm, the tests of the hosted engine show with the lowest and the highest that can be.
@{
    Neighbours = @(
        @{
            Name       = 'ExchangeOnlineManagement 3.10.1'
            Known      = 'github.com/microsoftgraph/msgraph-sdk-powershell/issues/3394: brings 4.83.1, in the default context, with its own Abstractions (whose version is not told; here a low one)'
            Assemblies = @{ 'Microsoft.Identity.Client' = '4.83.1.0'; 'Microsoft.IdentityModel.Abstractions' = '6.35.0.0' }
        }
        @{
            Name       = 'Microsoft.Graph.Authentication 2.40.0'
            Known      = 'github.com/microsoftgraph/msgraph-sdk-powershell/issues/3394 for 4.83.1, /3569 for Azure.Identity 1.18 (2.36.0 and later), /3479 for Azure.Core 1.50.0 (2.34.0)'
            Assemblies = @{ 'Microsoft.Identity.Client' = '4.83.1.0'; 'Azure.Identity' = '1.18.0.0'; 'Azure.Core' = '1.50.0.0' }
        }
        @{
            Name       = 'Microsoft.Graph.Authentication 2.24.0'
            Known      = 'github.com/microsoftgraph/msgraph-sdk-powershell/issues/3197; Graph.Core 3.1.10 and MSAL 4.60.3 from its project file at 724d274'
            Assemblies = @{ 'Azure.Core' = '1.39.0.0'; 'Azure.Identity' = '1.11.4.0'; 'Microsoft.Graph.Core' = '3.1.10.0'; 'Microsoft.Identity.Client' = '4.60.3.0' }
        }
        @{
            Name       = 'Az.Accounts 5.3.1'
            Known      = 'github.com/Azure/azure-powershell src/lib/manifest.json at c953c8b (package versions); Azure.Core also in microsoftgraph/msgraph-sdk-powershell/issues/3479'
            Assemblies = @{
                'Azure.Core' = '1.47.3.0'; 'Azure.Identity' = '1.13.0.0'; 'Microsoft.Identity.Client' = '4.65.0.0'; 'Microsoft.Identity.Client.Extensions.Msal' = '4.65.0.0'
                'Microsoft.IdentityModel.Abstractions' = '6.35.0.0'; 'System.ClientModel' = '1.6.1.0'; 'System.Memory.Data' = '8.0.0.1'
            }
        }
        @{
            Name       = 'MicrosoftTeams 7.3.0'
            Known      = 'github.com/dataplat/dbatools/issues/9693'
            Assemblies = @{ 'Microsoft.Identity.Client' = '4.70.1.0' }
        }
    )
}
