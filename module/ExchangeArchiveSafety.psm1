# Chooses the build for this edition of PowerShell. Not in the manifest, because a manifest that decides anything is one that Import-PowerShellDataFile refuses.
Microsoft.PowerShell.Core\Import-Module -Name "$PSScriptRoot/$(if ($PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' })/ExchangeArchiveSafety.dll"
